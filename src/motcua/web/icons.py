"""The drawings of the house: strokes on a field of 24 × 24, drawn for this project."""

ICONS: dict[str, str] = {
    "alert": '<path d="M12 4 21 20H3Z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "arrow-left": '<path d="M20 12H4m7-7-7 7 7 7"/>',
    "arrow-right": '<path d="M4 12h16m-7-7 7 7-7 7"/>',
    "bell": '<path d="M5.5 17c1.5-1.5 1.5-4 1.5-6a5 5 0 0 1 10 0c0 2 0 4.5 1.5 6ZM10 20h4M12 3.5V6"/>',
    "book": '<path d="M12 6v14M12 6C9 4 6 4 3 4.5v14c3-.5 6-.5 9 1.5 3-2 6-2 9-1.5v-14C18 4 15 4 12 6"/>',
    "building": '<path d="M4 21V9l8-5 8 5v12M2 21h20M9 21v-6h6v6M9 11.5h.1M15 11.5h.1"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="16" rx="2"/><path d="M3.5 10h17M8 3v4m8-4v4"/>',
    "chart": '<path d="M4 20V4M4 20h17M8.5 16v-5M13 16V7M17.5 16v-7"/>',
    "check": '<path d="m4 12.5 5.5 5.5L20 6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "document": '<path d="M6 3h8l5 5v13H6ZM14 3v5h5M9 13h6m-6 4h6"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "edit": '<path d="M4 20h4L19.5 8.5l-4-4L4 16ZM13 7l4 4"/>',
    "external": '<path d="M14 4h6v6m0-6L11 13M18 14v6H4V6h6"/>',
    "eye": '<path d="M2.5 12C6 6 18 6 21.5 12 18 18 6 18 2.5 12"/><circle cx="12" cy="12" r="3"/>',
    "flag": '<path d="M5 21V4m0 1h13l-3 4.5 3 4.5H5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18"/>',
    "graduation": '<path d="m2 10 10-5 10 5-10 5ZM6 12.5V17c4 3 8 3 12 0v-4.5M22 10v6"/>',
    "hand": '<path d="M3 13h4l4-2c2 0 2 3 0 3h-3m4 0 6-3c2-1 3 1 1.5 2.5L13 19H3M12 8a3 3 0 1 0 .1 0"/>',
    "history": '<path d="M4 12a8 8 0 1 1 2.5 5.8M4 12l-1.5-2M4 12l2.5-1.5M12 8v4.5l3 1.5"/>',
    "home": '<path d="m3 11 9-7 9 7M6 9v11h12V9"/>',
    "inbox": '<path d="M4 13 7 4h10l3 9v7H4ZM4 13h5l1.5 3h3L15 13h5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.1"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "money": (
        '<rect x="3" y="6" width="18" height="12" rx="2"/><circle cx="12" cy="12" r="2.5"/>'
        '<path d="M6 9v.1M18 15v.1"/>'
    ),
    "move": '<path d="M3 20V8l6-4 6 4v12M3 20h12M9 20v-5M17 8h5m-2.5-2.5L22 8l-2.5 2.5"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/>'
        '<path d="M2.5 20c0-8 13-8 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2.5 1 3.5 3 3.5 5.5"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-10 16-10 16 0"/>',
    "phone": (
        ""
        '<path d="M6 3h3l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v3c0 2-2 3-3.5 3C10 20 4 13 3 6.5 3 5 4 3 6 3"/>'
    ),
    "pin": '<path d="M12 21C7 15 5 12 5 9a7 7 0 0 1 14 0c0 3-2 6-7 12"/><circle cx="12" cy="9" r="2.5"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7Z"/>',
    "qr": '<path d="M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h2v2m4-2v2m-6 4h2m2-2h2v2"/>',
    "scales": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-3 7h6ZM19 7l-3 7h6Z"/>',
    "school": '<path d="M12 3v4m0-4 4 1.5L12 6M3 20v-8h18v8M3 20h18M6.5 12 12 7l5.5 5M10 20v-4h4v4"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "steps": '<path d="M3 5h7v5H3ZM14 14h7v5h-7ZM10 7.5h7.5V14M14 16.5H6.5V10"/>',
    "share": (
        '<circle cx="6" cy="12" r="2.5"/><circle cx="18" cy="6" r="2.5"/><circle cx="18" cy="18"'
        ' r="2.5"/><path d="m8.2 10.9 7.6-3.8m-7.6 6 7.6 3.8"/>'
    ),
    "upload": '<path d="M12 20V9m-5 5 5-5 5 5M4 4h16"/>',
}
