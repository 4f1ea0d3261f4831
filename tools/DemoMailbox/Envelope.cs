using System.Globalization;
using System.Text;

namespace EmailAgent.DemoMailbox;

/// <summary>The headers of a message to be.</summary>
internal sealed record Envelope(Person From, IReadOnlyList<Person> To, string Subject, DateTimeOffset Date)
{
    public required string MessageId { get; init; }

    /// <summary>The thread's message ids so far, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public IReadOnlyList<Person> Cc { get; init; } = [];

    /// <summary>Further header lines, each ended by LF.</summary>
    public string Extra { get; init; } = "";

    public string Charset { get; init; } = "utf-8";

    public DemoMessage Message(string folder, string flags, BodyPart body)
    {
        var text = new StringBuilder();
        text.Append($"From: {From}\nTo: {string.Join(",\n ", To)}\n");
        if (Cc.Count > 0)
            text.Append($"Cc: {string.Join(",\n ", Cc)}\n");
        text.Append($"Subject: {HeaderText.Encode(Subject, Charset)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Date: {Date:ddd, dd MMM yyyy HH:mm:ss} +0000\n");
        text.Append($"Message-ID: {MessageId}\n");
        if (References.Count > 0)
            text.Append($"In-Reply-To: {References[^1]}\nReferences: {string.Join("\n ", References)}\n");
        text.Append($"{Extra}MIME-Version: 1.0\n{body.Headers}\n{body.Content}");
        return new DemoMessage(folder, flags, Date, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
