using System.Text;
using EmailAgent.Delivery.Smtp.Wire;

namespace EmailAgent.Delivery.Messages;

/// <summary>The reading of addresses that users give, or that received messages have.</summary>
public static class AddressReader
{
    private const int LongestName = 200;

    private const string NoAddress = "This is not an address: something@domain is needed.";
    private const string Unwritable = "This is not an address: it is too long, or has characters that addresses or names do not have.";

    /// <summary>Reads an address such as <c>ada@example.org</c> or <c>Ada &lt;ada@example.org&gt;</c>; the domain becomes its ASCII form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The display name, if the text has none; null or empty for none.</param>
    /// <returns>The address; or null with the reason why the text is none.</returns>
    public static (OutgoingAddress? Address, string? Error) Read(string text, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (own, address) = Split(text.Trim());
        var shown = string.IsNullOrWhiteSpace(name) ? own : name.Trim();
        if (shown?.Length > LongestName)
        {
            return (null, $"A name must not be longer than {LongestName} characters.");
        }

        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1)
        {
            return (null, NoAddress);
        }

        if (EnvelopeText.ToAscii($"x{address[at..]}") is not ['x', .. var domain])
        {
            return (null, "The domain of the address is not valid.");
        }

        var read = new OutgoingAddress(shown, address[..at] + domain);
        try
        {
            OutgoingText.Address(read);
            return (read, null);
        }
        catch (ArgumentException)
        {
            return (null, Unwritable);
        }
    }

    /// <summary>Reads an address of a received message, whose name can be anything.</summary>
    /// <returns>Null if mail cannot be sent to it.</returns>
    public static OutgoingAddress? ReadReceived(string? name, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var shown = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            if (shown.Length < LongestName - 1)
            {
                shown.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? " " : rune.ToString());
            }
        }

        return address.Contains('<', StringComparison.Ordinal) ? null : Read(address, shown.ToString()).Address;
    }

    private static (string? Name, string Address) Split(string text)
    {
        var open = text.LastIndexOf('<');
        if (open < 0 || !text.EndsWith('>'))
        {
            return (null, text);
        }

        var name = text[..open].Trim();
        if (name is ['"', .., '"'])
        {
            name = name[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        }

        return (name.Length == 0 ? null : name, text[(open + 1)..^1].Trim());
    }
}
