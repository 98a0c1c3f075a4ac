"""Why a resource or a template fails."""


class ResourceError(Exception):
    """A resource cannot be made, changed or deleted; the message is what a person reads in the stack's events."""


class NotEmulated(ResourceError):
    """The emulator does not know how; nothing was changed."""

    def __init__(self, what: str) -> None:
        super().__init__(f'not emulated: {what}')


class TemplateError(Exception):
    """The template is wrong, whatever is deployed."""
