namespace EmailAgent.Mail.Mime;

/// <summary>What Outlook put into a winmail.dat (MS-OXTNEF).</summary>
/// <param name="Subject">Subject; null where there is none.</param>
/// <param name="Text">Body as text, "\n" line ends; taken from the RTF body where there is no other; null where there is none.</param>
/// <param name="Html">Body as HTML, not sanitized; null where there is none.</param>
/// <param name="Rtf">Body as RTF, decompressed; null where there is none.</param>
/// <param name="Attachments">Attachments, in order.</param>
/// <param name="IsComplete">False where the data ends too early, or limits were reached.</param>
public sealed record TnefMessage(
    string? Subject, string? Text, string? Html, ReadOnlyMemory<byte>? Rtf, IReadOnlyList<TnefAttachment> Attachments, bool IsComplete);

/// <summary>An attachment inside a winmail.dat.</summary>
/// <param name="FileName">File name without folders; null where none is given.</param>
/// <param name="ContentType">Media type as given, in lower case; null where none is given.</param>
/// <param name="ContentId">Name that the HTML refers to it by; null where there is none.</param>
/// <param name="Data">Its bytes: a slice of the data that was read, not a copy.</param>
/// <param name="IsMessage">Whether it is an Outlook item: its data is then TNEF again.</param>
public sealed record TnefAttachment(string? FileName, string? ContentType, string? ContentId, ReadOnlyMemory<byte> Data, bool IsMessage);
