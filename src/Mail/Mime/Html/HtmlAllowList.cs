namespace EmailAgent.Mail.Mime;

/// <summary>Elements and attributes that a sanitized message can contain.</summary>
internal static class HtmlAllowList
{
    public static bool Allows(HtmlTag tag) => tag is HtmlTag.A or HtmlTag.Abbr or HtmlTag.Address or HtmlTag.Article
        or HtmlTag.Aside or HtmlTag.B or HtmlTag.Bdi or HtmlTag.Bdo or HtmlTag.Big or HtmlTag.Blockquote or HtmlTag.Br
        or HtmlTag.Caption or HtmlTag.Center or HtmlTag.Cite or HtmlTag.Code or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Dd
        or HtmlTag.Del or HtmlTag.Details or HtmlTag.Dfn or HtmlTag.Dir or HtmlTag.Div or HtmlTag.Dl or HtmlTag.Dt or HtmlTag.Em
        or HtmlTag.Figcaption or HtmlTag.Figure or HtmlTag.Font or HtmlTag.Footer or HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3
        or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6 or HtmlTag.Header or HtmlTag.Hr or HtmlTag.I or HtmlTag.Img or HtmlTag.Ins
        or HtmlTag.Kbd or HtmlTag.Li or HtmlTag.Main or HtmlTag.Mark or HtmlTag.Nav or HtmlTag.Nobr or HtmlTag.Ol or HtmlTag.P
        or HtmlTag.Pre or HtmlTag.Q or HtmlTag.S or HtmlTag.Samp or HtmlTag.Section or HtmlTag.Small or HtmlTag.Span
        or HtmlTag.Strike or HtmlTag.Strong or HtmlTag.Sub or HtmlTag.Summary or HtmlTag.Sup or HtmlTag.Table or HtmlTag.Tbody
        or HtmlTag.Td or HtmlTag.Tfoot or HtmlTag.Th or HtmlTag.Thead or HtmlTag.Time or HtmlTag.Tr or HtmlTag.Tt or HtmlTag.U
        or HtmlTag.Ul or HtmlTag.Var or HtmlTag.Wbr;

    /// <summary>
    /// Returns whether an element is omitted with its content. Script, style, title and similar elements never get here: the
    /// tokenizer skips their content.
    /// </summary>
    public static bool DropsContent(HtmlTag tag) => tag is HtmlTag.Applet or HtmlTag.Audio or HtmlTag.Canvas or HtmlTag.Math
        or HtmlTag.Object or HtmlTag.Select or HtmlTag.Svg or HtmlTag.Template or HtmlTag.Video;

    /// <summary>Attributes whose value is text, numbers or keywords; those with addresses or CSS are treated one by one.</summary>
    public static bool AllowsAttribute(ReadOnlySpan<char> lowerName) => lowerName is "align" or "alt" or "bgcolor" or "border"
        or "cellpadding" or "cellspacing" or "color" or "cols" or "colspan" or "dir" or "face" or "headers" or "height"
        or "hspace" or "lang" or "noshade" or "nowrap" or "open" or "reversed" or "rows" or "rowspan" or "rules" or "scope"
        or "size" or "span" or "start" or "summary" or "title" or "type" or "valign" or "value" or "vspace" or "width"
        or "datetime" or "clear" or "frame";
}
