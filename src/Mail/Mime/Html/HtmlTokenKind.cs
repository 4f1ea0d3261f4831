namespace EmailAgent.Mail.Mime;

internal enum HtmlTokenKind : byte
{
    Text,
    StartTag,
    EndTag,
}
