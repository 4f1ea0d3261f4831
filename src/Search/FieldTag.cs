namespace EmailAgent.Search;

/// <summary>
/// The fields a search can be confined to. Their words are in the index a second time, with the field's letter and a
/// slash in front: <c>subject:invoice</c> is then found by the index alone, without looking at the document of every
/// message that mentions an invoice. Of other lexemes only <see cref="MonthLexeme"/> holds a slash.
/// </summary>
internal enum FieldTag : byte
{
    None = 0,
    Subject = (byte)'s',
    From = (byte)'f',
    To = (byte)'t',
    Cc = (byte)'c',
    Filename = (byte)'n',

    /// <summary>A mark instead of a field: messages with attachments, <c>h/attach</c>.</summary>
    Has = (byte)'h',
}
