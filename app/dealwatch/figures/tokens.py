"""The colours of Dealwatch by role, in light, dark and high contrast, and the hue that belongs to each badge.

Plain `#rrggbb` texts, so that the window and the printed case file draw from the same list. Nothing else may hold a
literal colour. Must not contain: Qt, sizes, words.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from dealwatch.model.status import Badge


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of roles. `<hue>` is the text and line colour, `<hue>_tint` the ground below it.

    `blue_fill`/`navy_fill` are bars with a label in `on_blue`/`on_navy`; the text hues would be too pale for that.
    """

    window: str
    side: str
    base: str
    alt: str
    raised: str
    text: str
    text2: str
    text3: str
    line: str
    line2: str
    edge: str
    accent: str
    on_accent: str
    soft: str
    sel: str
    mark: str
    ins: str
    del_: str
    ok: str
    warn: str
    bad: str
    slate: str
    slate_tint: str
    blue: str
    blue_tint: str
    navy: str
    navy_tint: str
    orange: str
    orange_tint: str
    ochre: str
    ochre_tint: str
    plum: str
    plum_tint: str
    teal: str
    teal_tint: str
    violet: str
    violet_tint: str
    cyan: str
    cyan_tint: str
    red: str
    red_tint: str
    grey: str
    grey_tint: str
    blue_fill: str
    on_blue: str
    navy_fill: str
    on_navy: str

    def colour(self, role: str) -> str:
        """The colour of a role by its name; KeyError for a role that does not exist."""
        if role not in _ROLES:
            raise KeyError(role)
        return str(getattr(self, role))


_ROLES = frozenset(field.name for field in fields(Tokens))

LIGHT = Tokens(
    window="#F4F5F7",
    side="#ECEEF1",
    base="#FFFFFF",
    alt="#FAFBFC",
    raised="#FFFFFF",
    text="#1A1E24",
    text2="#525B67",
    text3="#5E6772",
    line="#E1E4E9",
    line2="#CDD2D9",
    edge="#838C98",
    accent="#1D5FB8",
    on_accent="#FFFFFF",
    soft="#E6EEFA",
    sel="#DCE8F8",
    mark="#FFEFB3",
    ins="#DCEAFF",
    del_="#FBE4D8",
    ok="#52616F",
    warn="#664A00",
    bad="#B3261E",
    slate="#52616F",
    slate_tint="#EDF0F3",
    blue="#1F66C1",
    blue_tint="#E4EEFB",
    navy="#2B3A8F",
    navy_tint="#E5E8F6",
    orange="#A94A00",
    orange_tint="#FCEBDE",
    ochre="#664A00",
    ochre_tint="#F7EED4",
    plum="#8B2F77",
    plum_tint="#F7E7F3",
    teal="#00705A",
    teal_tint="#DCF1EB",
    violet="#66558E",
    violet_tint="#ECE8F4",
    cyan="#0A6A80",
    cyan_tint="#DCEFF4",
    red="#B3261E",
    red_tint="#FBE6E4",
    grey="#444A53",
    grey_tint="#ECEEF0",
    blue_fill="#1F66C1",
    on_blue="#FFFFFF",
    navy_fill="#2B3A8F",
    on_navy="#FFFFFF",
)

DARK = Tokens(
    window="#1C1F24",
    side="#17191D",
    base="#22262C",
    alt="#262A31",
    raised="#2A2F36",
    text="#E7EAEE",
    text2="#B0B8C2",
    text3="#A9B2BC",
    line="#33383F",
    line2="#454C55",
    edge="#7E8894",
    accent="#82B4F7",
    on_accent="#0E1B2C",
    soft="#24344A",
    sel="#263B58",
    mark="#57491B",
    ins="#22385A",
    del_="#4A2F20",
    ok="#AEBBC8",
    warn="#E8C35A",
    bad="#FF9A90",
    slate="#AEBBC8",
    slate_tint="#2F363E",
    blue="#73AAF3",
    blue_tint="#20324B",
    navy="#CDD1FF",
    navy_tint="#343858",
    orange="#FFB07A",
    orange_tint="#44301F",
    ochre="#E8C35A",
    ochre_tint="#3E361C",
    plum="#F0A3DC",
    plum_tint="#44293E",
    teal="#5FD3B4",
    teal_tint="#1D3C36",
    violet="#C6B6EF",
    violet_tint="#383149",
    cyan="#6CCBE0",
    cyan_tint="#1D3940",
    red="#FF9A90",
    red_tint="#472926",
    grey="#D0D5DB",
    grey_tint="#363B42",
    blue_fill="#73AAF3",
    on_blue="#101820",
    navy_fill="#656DD2",
    on_navy="#FFFFFF",
)

HIGH_CONTRAST = Tokens(
    window="#000000",
    side="#000000",
    base="#000000",
    alt="#000000",
    raised="#000000",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#E6E6E6",
    line="#8C8C8C",
    line2="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFE000",
    on_accent="#000000",
    soft="#000000",
    sel="#2B2B00",
    mark="#4A4000",
    ins="#002B55",
    del_="#4A2200",
    ok="#E6E6E6",
    warn="#FFD84D",
    bad="#FF8A80",
    slate="#E6E6E6",
    slate_tint="#000000",
    blue="#7CC4FF",
    blue_tint="#000000",
    navy="#B9C0FF",
    navy_tint="#000000",
    orange="#FFB27A",
    orange_tint="#000000",
    ochre="#FFD84D",
    ochre_tint="#000000",
    plum="#FFA3E6",
    plum_tint="#000000",
    teal="#4DFFC3",
    teal_tint="#000000",
    violet="#D9C7FF",
    violet_tint="#000000",
    cyan="#5CE6FF",
    cyan_tint="#000000",
    red="#FF8A80",
    red_tint="#000000",
    grey="#E6E6E6",
    grey_tint="#000000",
    blue_fill="#7CC4FF",
    on_blue="#000000",
    navy_fill="#FFFFFF",
    on_navy="#000000",
)

_HUES = {
    Badge.ANNOUNCED: "slate",
    Badge.MONITORING: "slate",
    Badge.JURISDICTION_CHECK: "slate",
    Badge.PRE_NOTIFICATION: "slate",
    Badge.PHASE_1: "blue",
    Badge.PHASE_1_REMEDIES: "blue",
    Badge.IN_DEPTH: "navy",
    Badge.OBJECTIONS: "orange",
    Badge.REMEDIES: "ochre",
    Badge.DECIDED: "slate",  # its type is not known, so no family of colour may claim it
    Badge.IN_COURT: "plum",
    Badge.CLOCK_STOPPED: "ochre",
    Badge.CLEARED: "teal",
    Badge.CLEARED_CONDITIONS: "teal",
    Badge.WAITING_PERIOD_OVER: "grey",
    Badge.NOT_REVIEWABLE: "violet",
    Badge.PROHIBITED: "red",
    Badge.WITHDRAWN: "grey",
    Badge.REFERRED: "cyan",
    Badge.INFRINGEMENT: "red",
    Badge.COMMITMENTS_BINDING: "cyan",
    Badge.CLOSED_NO_ACTION: "grey",
    Badge.UNDER_APPEAL: "plum",
}


def hue(badge: Badge) -> str:
    """The role name of a badge's family of colour; its ground is the same name with `_tint`."""
    return _HUES[badge]
