# Sourced by the other scripts: one heading and one time for each step.

step() { # step "its name" command …
    local name=$1 began=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    "$@" || {
        printf '== %s failed after %s s\n' "$name" "$((SECONDS - began))" >&2
        return 1
    }
    printf '== %s: %s s\n' "$name" "$((SECONDS - began))"
}

# Settings of our own for commands of Django, so that neither .env nor var/ plays a part.
with_fresh_settings() { # with_fresh_settings NAME=value … command …
    local var
    var=$(mktemp -d)
    env PSICHAT_VAR="$var" PSICHAT_ENV=local DATABASE_URL= REDIS_URL= "$@"
    local code=$?
    rm -rf "$var"
    return $code
}

# Something is missing: only said on a developer's machine, a failure where CI=true.
missing() {
    printf '\n!!!! %s\n' "$@" >&2
    [ "${CI:-}" != true ]
}
