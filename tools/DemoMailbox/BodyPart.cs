using System.Text;

namespace EmailAgent.DemoMailbox;

/// <summary>A body or a part of one: its own headers, and its content ready for the wire.</summary>
internal sealed record BodyPart(string Headers, string Content)
{
    private const int LineLength = 76;

    /// <summary>Text in quoted-printable or base64, whichever the charset suits.</summary>
    public static BodyPart Text(string text, string subtype = "plain", string charset = "utf-8")
    {
        var bytes = Charset.Named(charset).GetBytes(text);
        var type = $"Content-Type: text/{subtype}; charset={charset}\n";
        return bytes.All(b => b is < 0x80 and not 0x1b) && text.Split('\n').All(line => line.Length < 990)
            ? new BodyPart(type + "Content-Transfer-Encoding: 7bit\n", text)
            : subtype == "html" || charset == "iso-2022-jp"
                ? new BodyPart(type + "Content-Transfer-Encoding: base64\n", Base64(bytes))
                : new BodyPart(type + "Content-Transfer-Encoding: quoted-printable\n", QuotedPrintable(bytes));
    }

    public static BodyPart Html(string html) => Text(html, "html");

    public static BodyPart Attachment(string name, string type, byte[] content) => new(
        $"Content-Type: {type}; name=\"{HeaderText.Encode(name)}\"\n" +
        $"Content-Disposition: attachment; {FileName(name)}\n" +
        "Content-Transfer-Encoding: base64\n",
        Base64(content));

    /// <param name="subtype">mixed, alternative or related.</param>
    public static BodyPart Multipart(string subtype, params BodyPart[] parts)
    {
        var boundary = $"=_{subtype}_{parts.Sum(part => part.Content.Length)}_{parts.Length}";
        var content = new StringBuilder();
        foreach (var part in parts)
            content.Append($"--{boundary}\n{part.Headers}\n{part.Content}\n");
        return new BodyPart($"Content-Type: multipart/{subtype}; boundary=\"{boundary}\"\n", $"{content}--{boundary}--\n");
    }

    // RFC 2231 for names beyond ASCII.
    private static string FileName(string name) =>
        name.All(char.IsAscii) ? $"filename=\"{name}\"" : $"filename*=utf-8''{Uri.EscapeDataString(name)}";

    private static string Base64(byte[] bytes) =>
        string.Concat(Convert.ToBase64String(bytes).Chunk(LineLength).Select(line => new string(line) + "\n"));

    // RFC 2045, 6.7.
    private static string QuotedPrintable(byte[] bytes)
    {
        var result = new StringBuilder();
        var column = 0;
        foreach (var b in bytes)
        {
            var piece = b is (byte)'\n' ? "\n" : b is >= 0x20 and < 0x7f and not (byte)'=' ? ((char)b).ToString() : $"={b:X2}";
            if (piece != "\n" && column + piece.Length >= LineLength)
            {
                result.Append("=\n");
                column = 0;
            }

            result.Append(piece);
            column = piece == "\n" ? 0 : column + piece.Length;
        }

        return result.ToString();
    }
}
