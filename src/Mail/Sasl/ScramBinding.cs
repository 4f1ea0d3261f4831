using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>Binding of an exchange to its channel: the flag that opens the client's message and the data behind it (RFC 5802 section 6).</summary>
internal sealed record ScramBinding(string Flag, byte[] Data)
{
    /// <summary>The client cannot bind, or the server offers it and the caller chose a mechanism without.</summary>
    public static ScramBinding None { get; } = new("n", []);

    /// <summary>The client could bind and believes that the server cannot.</summary>
    public static ScramBinding NotOffered { get; } = new("y", []);

    public static ScramBinding To(byte[] serverEndPoint) => new($"p={ChannelBinding.ServerEndPointName}", serverEndPoint);

    /// <summary>Returns the header of the client's first message.</summary>
    public string Header(string? actAs) => actAs is null ? $"{Flag},," : $"{Flag},a={ScramText.Escape(actAs)},";

    /// <summary>Returns the value of attribute "c" in the client's final message.</summary>
    public string Encode(string? actAs) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(Header(actAs)), .. Data]);
}
