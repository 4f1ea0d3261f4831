using MimeKit;

namespace EmailAgent.Delivery.Messages;

/// <summary>The field Bcc, which only the copy in the sender's own folder has.</summary>
public static class HiddenField
{
    /// <summary>Writes the field with its line end, to be put before the first field of a message; nothing if there are no hidden recipients.</summary>
    /// <exception cref="ArgumentException">A value is not an address.</exception>
    public static byte[] Write(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Bcc.Count == 0)
        {
            return [];
        }

        using var mime = new MimeMessage();
        mime.Bcc.AddRange(message.Bcc.Select(OutgoingText.Address));
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        options.International = mime.Bcc.Mailboxes.Any(address => OutgoingText.NeedsUtf8(address.Address));
        var field = new HeaderList
        {
            mime.Headers.First(header => header.Id == HeaderId.Bcc)
        };
        using var memory = new MemoryStream();
        field.WriteTo(options, memory);
        return memory.ToArray()[..^2]; // without the empty line that ends a header
    }
}
