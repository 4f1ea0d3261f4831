using System.Text;

namespace EmailAgent.DemoMailbox;

/// <summary>Writes messages into a new Maildir++ (folder A/B is <c>.A.B</c>).</summary>
internal sealed class MaildirWriter
{
    private readonly string _root;

    public MaildirWriter(string root)
    {
        _root = root;
        CreateFolder(root);
    }

    /// <param name="sequence">Rises with each message; UIDs will follow it.</param>
    public void Add(DemoMessage message, int sequence)
    {
        var folder = message.Folder == "INBOX" ? _root : Path.Combine(_root, "." + ModifiedUtf7(message.Folder.Replace('/', '.')));
        CreateFolder(folder);
        var name = $"{message.Date.ToUnixTimeSeconds()}.M{sequence:D6}.demo,S={message.Raw.Length}:2,{string.Concat(message.Flags.Order())}";
        var path = Path.Combine(folder, "cur", name);
        File.WriteAllBytes(path, message.Raw);
        File.SetLastWriteTimeUtc(path, message.Date.UtcDateTime);
    }

    private static void CreateFolder(string folder)
    {
        foreach (var part in (string[])["cur", "new", "tmp"])
            Directory.CreateDirectory(Path.Combine(folder, part));
    }

    // RFC 3501, 5.1.3: how mailbox names beyond ASCII are written.
    private static string ModifiedUtf7(string name)
    {
        var result = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            var end = i;
            while (end < name.Length && !char.IsAscii(name[end]))
                end++;
            if (end == i)
            {
                result.Append(name[i] == '&' ? "&-" : name[i]);
                i++;
                continue;
            }

            var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[i..end]));
            result.Append('&').Append(base64.TrimEnd('=').Replace('/', ',')).Append('-');
            i = end;
        }

        return result.ToString();
    }
}
