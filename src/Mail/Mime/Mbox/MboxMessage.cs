namespace EmailAgent.Mail.Mime;

/// <summary>A message of an mbox file.</summary>
/// <param name="Raw">The message, for <see cref="MimeParser.Parse(ReadOnlyMemory{byte}, MimeLimits?)"/>.</param>
/// <param name="Sender">Envelope sender of the separator line; empty where missing.</param>
/// <param name="Date">Date of the separator line, read as UTC; null where unreadable.</param>
/// <param name="IsCut">Whether it was longer than the limit and lacks its end.</param>
public sealed record MboxMessage(ReadOnlyMemory<byte> Raw, string Sender, DateTimeOffset? Date, bool IsCut);
