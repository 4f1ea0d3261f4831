namespace EmailAgent.Mail.Mime;

/// <summary>A parameter of Content-Type or Content-Disposition.</summary>
/// <param name="Name">Name in lower case, without the marks of RFC 2231.</param>
/// <param name="Value">Value, unquoted, sections joined, charset and encoded words decoded.</param>
public readonly record struct MimeParameter(string Name, string Value);
