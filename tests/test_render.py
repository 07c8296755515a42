"""Untrusted text: whatever a product file holds is shown as it is and never runs, in every format and field."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen import Brief, InputError, ProductSpec, Registry, RenderError, generate
from briefgen.loading import parse_product
from briefgen.render.environment import markdown
from tests.conftest import DAY

REGISTRY = Registry.discover()
NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "{% raw %}{{ config }}{% endraw %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "*bold* _em_ `code` ``x`` ~~gone~~ **",
    "# Heading",
    "- item",
    "1. first",
    "> quote",
    "| a | b |",
    "&lt;b&gt; &amp; &#x3c;",
    "<!-- comment -->",
    "</style><script>1</script>",
    "{value} {day} {n} {0} {} {{}}",
    "%s %(x)s",
    "C:\\path\\*.txt",
    "+1 = =SUM(A1) @x",
    "Ω≈ç√ 田中さん ﷽ 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 שלום עולם مرحبا",
    "̈́Zalgơ̵ t̴e̷x̶t",
    "' OR 1=1 --",
]
FIELDS = ("name", "brand", "summary", "for_whom", "how_to_show", "where_to_buy", "sku")
CAMPAIGN = ("name", "tone", "call_to_action", "why_you", "music", "measurement")
LISTS = ("messages", "dos", "donts", "angles", "kpis", "disclaimers", "avoid_brands")


def filled(text: str) -> dict[str, Any]:
    """A product file with the same text in every field that takes text."""
    campaign: dict[str, Any] = dict.fromkeys(CAMPAIGN, text) | {field: [text] for field in LISTS}
    campaign |= {
        "overview": text,
        "brand_intro": text,
        "notes": text,
        "faq": [{"question": text, "answer": text}],
    }
    campaign |= {
        "review": {"reviewer": text},
        "contact": {"name": text},
        "shipping": {"items": [text], "note": text},
    }
    campaign |= {
        "comments": {"pin": text},
        "exclusivity": {"rivals": [text], "days": 3},
        "creator": {"name": text},
    }
    campaign |= {
        "compensation": {"invoice_to": text},
        "rights": {"days": 3, "channels": [text]},
        "audience": {"need": text},
    }
    campaign |= {
        "rules": [
            {
                "key": "acme.rule",
                "op": "require",
                "value": [text],
                "text": text.replace("{", "(").replace("}", ")"),
            }
        ]
    }
    return {
        **dict.fromkeys(FIELDS, text),
        "description": text,
        "features": [text],
        "claims": [{"text": text, "evidence": text}, {"text": text}],
        "prohibited_claims": [text],
        "category": "home",
        "campaign": campaign,
    }


def brief_of(text: str) -> Brief:
    product = ProductSpec.model_validate(filled(text))
    return generate(product, "US", "instagram", on=DAY, today=DAY, reader="ja", registry=REGISTRY)


class Tags(HTMLParser):
    """Collects tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


HARMLESS = set(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "section",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "span",
        "div",
        "bdi",
        "code",
        "a",
    ]
)
ATTRIBUTES = set(["lang", "dir", "charset", "name", "content", "class", "translate", "href", "rel"])


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_is_shown_and_never_runs(text: str) -> None:
    brief = brief_of(text)
    for view in ("creator", "marketer"):
        page = Tags(brief.to_html(view))  # type: ignore[arg-type]
        assert page.tags <= HARMLESS and page.attributes <= ATTRIBUTES
        assert squeeze(text) in squeeze(page.text)
        html = MarkdownIt().render(brief.to_markdown(view))  # type: ignore[arg-type]
        shown = Tags(html)
        assert shown.tags <= {"h1", "h2", "p", "ul", "li", "strong", "em", "code", "a"}
        assert squeeze(text) in squeeze(shown.text)
    assert Brief.model_validate_json(brief.to_json()) == brief


def squeeze(text: str) -> str:
    return "".join(re.sub("[\u2066-\u2069]", "", text).split())


TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_is_refused_with_its_place_or_shown(text: str) -> None:
    import json

    try:
        product = parse_product(json.dumps(filled(text)).encode(), "json", where="p.json")
    except InputError as error:
        assert str(error).startswith("p.json: ")
        return
    try:
        brief = generate(product, "US", "instagram", on=DAY, today=DAY, registry=REGISTRY)
    except InputError as error:
        assert "product file" in str(error)
        return
    page = Tags(brief.to_html("marketer"))
    assert page.tags <= HARMLESS and page.attributes <= ATTRIBUTES
    assert Tags(MarkdownIt().render(brief.to_markdown("marketer"))).tags <= {
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "strong",
        "em",
        "code",
        "a",
    }


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_escaped_markdown_reads_back_as_the_text(text: str) -> None:
    text = re.sub("[\u2066-\u2069\x00\ufffd]", "", text).strip() or "x"
    shown = Tags(MarkdownIt().render(f"- {markdown(text)}"))
    assert shown.tags <= {"ul", "li"}
    assert squeeze(shown.text) == squeeze(text)


def test_unknown_views_and_formats_name_the_known_ones() -> None:
    brief = brief_of("plain")
    with pytest.raises(RenderError, match="did you mean 'marketer'"):
        brief.to_markdown("marketeer")  # type: ignore[arg-type]
    with pytest.raises(RenderError, match="known: markdown, html, json"):
        brief.render("docx")


def test_a_page_says_its_language_and_direction(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = brief_of("plain")
    assert '<html lang="en" dir="ltr">' in brief.to_html()
    assert '<html lang="en" dir="ltr">' in brief.model_copy(update={"language": "sw"}).to_html()  # it speaks English
    monkeypatch.setattr("briefgen.texts.Texts.spoken", True)
    arabic = brief.model_copy(update={"language": "ar", "direction": "rtl"})
    assert '<html lang="ar" dir="rtl">' in arabic.to_html()


def test_templates_are_strict_about_names() -> None:
    from jinja2 import UndefinedError

    from briefgen.render.environment import _environment

    with pytest.raises(UndefinedError):
        _environment(autoescape=True).from_string("{{ nothing }}").render()
