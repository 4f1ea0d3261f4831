namespace EmailAgent.Mail.Mime;

/// <summary>Content of a winmail.dat, which Outlook writes (MS-OXTNEF).</summary>
/// <param name="Subject">Subject; null if there is none.</param>
/// <param name="Text">Body as text, "\n" line ends; taken from the RTF body if there is no other; null if there is none.</param>
/// <param name="Html">Body as HTML, not sanitized; null if there is none.</param>
/// <param name="Rtf">Body as RTF, decompressed; null if there is none.</param>
/// <param name="Attachments">Attachments, in order.</param>
/// <param name="IsComplete">False if the data ends too early, or limits were reached.</param>
public sealed record TnefMessage(
    string? Subject, string? Text, string? Html, ReadOnlyMemory<byte>? Rtf, IReadOnlyList<TnefAttachment> Attachments, bool IsComplete);

/// <summary>An attachment inside a winmail.dat.</summary>
/// <param name="FileName">File name without folders; null if none is given.</param>
/// <param name="ContentType">Media type as given, in lower case; null if none is given.</param>
/// <param name="ContentId">Name that the HTML refers to it by; null if there is none.</param>
/// <param name="Data">Its bytes: a slice of the data that was read, not a copy.</param>
/// <param name="IsMessage">Whether it is an Outlook item: its data is then TNEF again.</param>
public sealed record TnefAttachment(string? FileName, string? ContentType, string? ContentId, ReadOnlyMemory<byte> Data, bool IsMessage);
