using System.Text;
using MimeKit;

namespace EmailAgent.Delivery.Messages;

/// <summary>The name of a part's file, as a parameter of its disposition (RFC 2183, RFC 2231).</summary>
internal static class FileNameParameter
{
    /// <summary>Length of an encoded section; with its name it fits into a line of 78 characters.</summary>
    private const int SectionLength = 56;

    /// <summary>Sets the name of a part that has a disposition.</summary>
    public static void Set(MimePart part, string name)
    {
        if (Ascii.IsValid(name))
        {
            part.FileName = name;
            return;
        }

        // MimeKit 4.18.2 can divide a name in the middle of a character, which then is lost.
        var header = new Header(HeaderId.ContentDisposition, part.ContentDisposition!.Disposition);
        header.SetRawValue(Encoding.ASCII.GetBytes($" {part.ContentDisposition.Disposition}{Encode(name)}\r\n"));
        part.Headers.Replace(header);
    }

    private static string Encode(string name)
    {
        var field = new StringBuilder();
        var section = new StringBuilder("utf-8''");
        var number = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            var encoded = Uri.EscapeDataString(rune.ToString());
            if (section.Length + encoded.Length > SectionLength)
            {
                Close();
            }

            section.Append(encoded);
        }

        Close();
        return field.ToString();

        void Close()
        {
            field.Append(";\r\n\tfilename*").Append(number++).Append("*=").Append(section);
            section.Clear();
        }
    }
}
