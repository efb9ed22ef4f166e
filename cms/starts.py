"""Has Wagtail's choosers start without a script in the page, which the admin's policy (`cms.policies`) does not allow.

Wagtail writes `<script>new PageChooser("id", {...});</script>` beside a field. Written is instead which function is to be
called with what; `cms/static/cms/starts.js` does it. Pickers of dates and lists of forms do the same in their templates,
see `cms/templates/wagtailadmin/`. What a user has brought into a page as a script stays a script, and is refused.
"""

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"(?:new )?(\w+)\((.*)\);?", re.DOTALL)


def render(chooser: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    """What `BaseChooser.render` does, but for the script."""
    data = chooser.get_value_data(value)
    html = chooser.render_html(name, data, attrs)
    return format_html("{}{}", html, start_of(chooser.render_js_init(attrs["id"], name, data)))


def start_of(call: str) -> SafeString:
    """`call`, the JavaScript of one call whose arguments are JSON, as what our script understands.

    Raises ValueError for any other JavaScript: a chooser that never starts should be noticed.
    """
    match = CALL.fullmatch(call.strip())
    if not match:
        raise ValueError(f"This chooser starts with more than a call: {call}")
    arguments = json.loads(f"[{match.group(2)}]")
    return format_html('<template data-starts="{}" data-with="{}"></template>', match.group(1), json.dumps(arguments))


def start_choosers_without_scripts() -> None:
    BaseChooser.render = render
