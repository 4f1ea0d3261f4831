using System.Text;
using EmailAgent.Delivery.Smtp;

namespace EmailAgent.Delivery.Tests.Smtp.Scripted;

/// <summary>Messages and envelopes for tests.</summary>
internal static class Mails
{
    public const string Text = "Subject: x\r\n\r\nbody\r\n";

    public static SmtpMessage Message(string text = Text) => new(Encoding.Latin1.GetBytes(text));

    public static SmtpEnvelope Envelope(params string[] recipients) => new()
    {
        Sender = "from@example.org",
        Recipients = [.. (recipients.Length == 0 ? ["to@example.org"] : recipients).Select(r => new SmtpRecipient(r))],
    };

    /// <summary>A message from a stream that cannot seek and gives one byte at a time.</summary>
    public static SmtpMessage Trickling(string text) => new(new ForwardStream(Encoding.Latin1.GetBytes(text).Select(b => new[] { b })));

    /// <summary>A message that goes on for ever.</summary>
    public static SmtpMessage Endless() => new(new ForwardStream(Enumerable.Repeat("more\r\n"u8.ToArray(), int.MaxValue).Prepend(Encoding.Latin1.GetBytes(Text))));
}
