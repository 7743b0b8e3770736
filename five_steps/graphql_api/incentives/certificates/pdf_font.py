"""The font of certificates: Noto Sans SC (SIL Open Font License), cut down to what is written.

The font as it comes is variable and has 17 MB. Cutting it to a page's characters first and fixing
its weight afterwards takes a third of a second; the other way round, a quarter of a minute.
"""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

REGULAR = 400
BOLD = 700
_FONT = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc" / "NotoSansSC[wght].ttf"


def write_font(path: Path, text: str, *, weight: int) -> None:
    """Write the font with the characters of a text, in one weight."""
    font = TTFont(BytesIO(_FONT.read_bytes()), lazy=True)
    options = subset.Options()
    # Layout rules would only drag in glyphs that are not written.
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.save(path)
