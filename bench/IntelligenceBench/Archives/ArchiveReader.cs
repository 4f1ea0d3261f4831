using EmailAgent.Intelligence;
using EmailAgent.Mail.Mime;

namespace EmailAgent.IntelligenceBench.Archives;

/// <summary>A reader of folders with messages (<c>.eml</c>) or archives of lists (<c>.mbox</c>, one file a list).</summary>
internal static class ArchiveReader
{
    /// <summary>Reads all messages below a folder in the order of their files; those without sender or date are left out.</summary>
    public static IEnumerable<ArchiveMessage> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var isArchive = Path.GetExtension(path) == ".mbox";
            if (!isArchive && Path.GetExtension(path) != ".eml")
                continue;
            foreach (var raw in isArchive ? Split(File.ReadAllBytes(path)) : [File.ReadAllBytes(path)])
            {
                if (Convert(MimeParser.Parse(raw), isArchive ? Path.GetFileNameWithoutExtension(path) : null, Path.GetFileName(Path.GetDirectoryName(path)!)) is { } message)
                    yield return message;
            }
        }
    }

    // Messages begin with a line "From " after an empty one (RFC 4155).
    private static IEnumerable<ReadOnlyMemory<byte>> Split(byte[] archive)
    {
        var starts = new List<int>();
        for (var position = 0; position < archive.Length;)
        {
            var rest = archive.AsSpan(position);
            if (rest.StartsWith("From "u8) && (position == 0 || position == 1 || archive[position - 2] == (byte)'\n'))
                starts.Add(position);
            position = rest.IndexOf((byte)'\n') is >= 0 and var end ? position + end + 1 : archive.Length;
        }

        foreach (var (i, start) in starts.Index())
        {
            var first = start + archive.AsSpan(start).IndexOf((byte)'\n') + 1;
            yield return archive.AsMemory(first, (i + 1 < starts.Count ? starts[i + 1] : archive.Length) - first);
        }
    }

    private static ArchiveMessage? Convert(MimeMessage message, string? list, string folder)
    {
        if (message.From is not [{ Address.Length: > 0 } from, ..] || message.Date is not { } date || message.MessageId is not { } id)
            return null;
        var mailingList = message.MailingList;
        var analyzed = new AnalyzedMessage
        {
            Id = Guid.NewGuid(),
            MailboxId = Guid.Empty,
            ThreadId = Guid.Empty,
            Date = date,
            From = ToPerson(from),
            To = [.. message.To.Select(ToPerson)],
            Cc = [.. message.Cc.Select(ToPerson)],
            Subject = message.Subject ?? "",
            Text = message.GetText(),
            AttachmentTypes = [.. message.Attachments.Select(attachment => attachment.ContentType.ToLowerInvariant())],
            Signals = new()
            {
                ListId = mailingList?.Id ?? list,
                CanUnsubscribe = mailingList?.Unsubscribe.Count > 0,
                CanUnsubscribeByOneClick = mailingList is { HasOneClickUnsubscribe: true },
                Precedence = message.Headers["Precedence"]?.Trim().ToLowerInvariant(),
                AutoSubmitted = message.AutoSubmitted,
            },
        };
        return new(analyzed, id, [.. message.InReplyTo, .. message.References.Reverse()], list ?? mailingList?.Id ?? "", folder);
    }

    private static Person ToPerson(MailAddress address) => new(address.Name, address.Address.ToLowerInvariant());
}
