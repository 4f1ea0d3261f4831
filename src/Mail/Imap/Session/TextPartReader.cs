using System.Runtime.CompilerServices;
using System.Text;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Reads the text parts of messages by their structures.</summary>
internal static class TextPartReader
{
    // Short commands, which fit into socket buffers together; enough to hide the way to the server and back.
    private const int Window = 16;

    private static readonly ImapFetchQuery Structures = new() { BodyStructure = true };

    public static async IAsyncEnumerable<ImapMessageTexts> RunAsync(
        ImapSession session, UidSet uids, uint maximum, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var selection = session.State.Selection;
        var structures = new Dictionary<uint, ImapBodyPart>();
        await foreach (var fetch in FetchStream.RunAsync(session, uids, Structures, cancellationToken).ConfigureAwait(false))
        {
            using var told = fetch;
            if (told.BodyStructure is { } structure)
            {
                structures[told.Uid] = structure;
            }
        }

        var commands = structures
            .Where(message => Sections(session, message.Value, maximum).Count > 0)
            .Select(message => new FetchCommand(
                UidSet.Of(message.Key), new ImapFetchQuery { Sections = Sections(session, message.Value, maximum) }, session.Capabilities, 1));
        await foreach (var fetch in FetchStream.RunAsync(session, commands, Window, null, selection, cancellationToken).ConfigureAwait(false))
        {
            using var told = fetch;
            if (structures.Remove(told.Uid, out var structure))
            {
                yield return new ImapMessageTexts(told.Uid, structure, [.. Texts(session, told, structure, maximum)]);
            }
        }

        // Those without any text; those with text that did not come have gone meanwhile.
        foreach (var (uid, structure) in structures.Where(m => Sections(session, m.Value, maximum).Count == 0))
        {
            yield return new ImapMessageTexts(uid, structure, []);
        }
    }

    private static IEnumerable<ImapBodyPart> TextParts(ImapSession session, ImapBodyPart structure)
        => structure.All().Where(part => part.IsText).Take(session.Options.Limits.TextParts);

    private static List<ImapBodySection> Sections(ImapSession session, ImapBodyPart structure, uint maximum)
        => [.. TextParts(session, structure).Select(part => Section(part, maximum))];

    private static ImapBodySection Section(ImapBodyPart part, uint maximum) => ImapBodySection.Of(part).Slice(0, maximum);

    private static IEnumerable<ImapTextPart> Texts(ImapSession session, ImapFetch fetch, ImapBodyPart structure, uint maximum)
    {
        foreach (var part in TextParts(session, structure))
        {
            if (fetch.Find(Section(part, maximum)) is { IsMissing: false } data)
            {
                yield return new ImapTextPart(part, Decode(part, data.Data.Span), (ulong)data.Length < part.Size && data.Length >= maximum);
            }
        }
    }

    /// <summary>Puts the header before the body that the structure describes, and reads both as one message.</summary>
    private static string Decode(ImapBodyPart part, ReadOnlySpan<byte> body)
    {
        var header = new StringBuilder();
        header.Append("Content-Type: text/").Append(OneLine(part.Subtype));
        foreach (var parameter in part.Parameters)
        {
            header.Append("; ").Append(OneLine(parameter.Name)).Append("=\"").Append(OneLine(parameter.Value)).Append('"');
        }

        header.Append("\r\nContent-Transfer-Encoding: ").Append(OneLine(part.Encoding)).Append("\r\n\r\n");
        byte[] message = [.. Encoding.UTF8.GetBytes(header.ToString()), .. body];
        return MimeParser.Parse(message).Root.DecodeText();
    }

    private static string OneLine(string value) => string.Concat(value.Where(c => !char.IsControl(c) && c is not ('"' or '\\')));
}
