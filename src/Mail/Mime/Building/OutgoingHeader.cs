namespace EmailAgent.Mail.Mime;

/// <summary>A header field to be written.</summary>
/// <param name="Name">Printable ASCII without colon and blanks.</param>
/// <param name="Value">One line, folded at its blanks when written; encoded words are made where it is not ASCII.</param>
public sealed record OutgoingHeader(string Name, string Value);
