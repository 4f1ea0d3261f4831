namespace EmailAgent.Mail.Mime;

/// <summary>Rules for which elements end which others (HTML standard, section 13.2.4.2, reduced to the needs of mail).</summary>
internal static class HtmlScope
{
    public static HtmlScopeKind Of(HtmlTag tag) => tag switch
    {
        HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt => HtmlScopeKind.List,
        HtmlTag.Td or HtmlTag.Th or HtmlTag.Tr or HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot or HtmlTag.Caption
            or HtmlTag.Colgroup or HtmlTag.Table => HtmlScopeKind.Table,
        _ => HtmlScopeKind.Block,
    };

    public static bool Ends(HtmlScopeKind scope, HtmlTag tag) => tag switch
    {
        HtmlTag.Table => true,
        HtmlTag.Td or HtmlTag.Th or HtmlTag.Caption => scope != HtmlScopeKind.Table,
        HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Dl or HtmlTag.Dir => scope == HtmlScopeKind.List,
        _ => false,
    };

    /// <summary>Returns the elements that a start tag closes.</summary>
    public static (HtmlTag First, HtmlTag Second) ImpliedEnd(HtmlTag tag) => tag switch
    {
        HtmlTag.Li => (HtmlTag.Li, HtmlTag.Unknown),
        HtmlTag.Dd or HtmlTag.Dt => (HtmlTag.Dd, HtmlTag.Dt),
        HtmlTag.Td or HtmlTag.Th => (HtmlTag.Td, HtmlTag.Th),
        HtmlTag.Tr => (HtmlTag.Tr, HtmlTag.Unknown),
        HtmlTag.A => (HtmlTag.A, HtmlTag.Unknown),
        _ => (HtmlTag.Unknown, HtmlTag.Unknown),
    };
}
