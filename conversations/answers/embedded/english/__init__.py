"""Reading English and composing it: what the files of a language cannot say by themselves."""
