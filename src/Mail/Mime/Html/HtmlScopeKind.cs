namespace EmailAgent.Mail.Mime;

/// <summary>Reach of an end tag.</summary>
internal enum HtmlScopeKind : byte
{
    /// <summary>Inline and block elements: not out of a table cell.</summary>
    Block,

    /// <summary>List items: not out of their list.</summary>
    List,

    /// <summary>Rows, cells and sections: not out of their table.</summary>
    Table,
}
