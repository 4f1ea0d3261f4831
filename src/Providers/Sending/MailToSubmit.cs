namespace EmailAgent.Providers.Sending;

/// <summary>A message and its envelope.</summary>
/// <param name="MessageId">The value of the message's <c>Message-ID</c>, with angle brackets, the same for every attempt.</param>
/// <param name="Sender">The bare address for bounces.</param>
/// <param name="Recipients">The bare addresses of all recipients, including those of the field Bcc.</param>
/// <param name="Message">The message in RFC 5322 form, with CRLF, and without the field Bcc.</param>
public sealed record MailToSubmit(string MessageId, string Sender, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> Message)
{
    public override string ToString() => nameof(MailToSubmit);
}
