namespace EmailAgent.Mail.Mime;

/// <summary>Elements that text conversion or sanitizing treats by name.</summary>
internal enum HtmlTag : byte
{
    Unknown,
    A, Abbr, Address, Applet, Area, Article, Aside, Audio, B, Base, Bdi, Bdo, Big, Blockquote, Body, Br, Button, Canvas,
    Caption, Center, Cite, Code, Col, Colgroup, Dd, Del, Details, Dfn, Dir, Div, Dl, Dt, Em, Embed, Figcaption, Figure,
    Font, Footer, Form, Frame, Frameset, H1, H2, H3, H4, H5, H6, Head, Header, Hr, Html, I, Iframe, Img, Input, Ins, Kbd,
    Label, Li, Link, Main, Map, Mark, Math, Meta, Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol, Option, P, Param,
    Pre, Q, S, Samp, Script, Section, Select, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table,
    Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Var, Video, Wbr, Xmp,
}
