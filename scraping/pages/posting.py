"""Addresses that are posted to, for a browser that opens them all the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def posted(
    back: str, *, keep: bool = False
) -> Callable[[View[Arguments]], Callable[Concatenate[HttpRequest, Arguments], HttpResponse]]:
    """Call the view for a POST alone; whoever opens its address is led to `back`, a URL's name.

    A form that was refused leaves the browser on the address to which it was posted; a change of
    language there, or Enter in the address bar, opens it. With `keep`, `back` has the arguments of
    the address: the source's page.
    """

    def decorate(
        view: View[Arguments],
    ) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(
            request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(reverse(back, kwargs=kwargs if keep else {}))

        return page

    return decorate
