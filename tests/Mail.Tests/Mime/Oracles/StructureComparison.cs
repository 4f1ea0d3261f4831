using System.Globalization;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>Compares our tree of parts with a BODYSTRUCTURE.</summary>
/// <remarks>
/// Where Dovecot chooses otherwise, by rule:
/// a text part without a charset gets charset=us-ascii (RFC 2045 section 5.2; ours tells what is written);
/// every backslash of a quoted string goes (RFC 2822 section 3.2.2; ours keeps the Windows paths that are meant);
/// a multipart whose boundary does not occur has one empty part (ours guesses the boundary and notes the defect).
/// </remarks>
internal sealed class StructureComparison(List<string> differences)
{
    public void Compare(MimePart ours, ImapList theirs, string path)
    {
        if (theirs.List(0) is not null)
            CompareMultipart(ours, theirs, path);
        else
            CompareLeaf(ours, theirs, path);
    }

    private void CompareMultipart(MimePart ours, ImapList theirs, string path)
    {
        var count = theirs.FindIndex(item => item is not ImapList);
        Same(path, "type", ours.ContentType.MediaType, "multipart/" + theirs.Text(count)?.ToLowerInvariant());
        CompareParameters(path, ours.ContentType.Parameters, theirs.List(count + 1));
        CompareDisposition(path, ours, theirs.List(count + 2));
        if (BoundaryIsMissing(ours))
            return;
        Same(path, "parts", Number(ours.Children.Count), Number(count));
        for (var i = 0; i < Math.Min(count, ours.Children.Count); i++)
            Compare(ours.Children[i], theirs.List(i)!, $"{path}/{i + 1}");
    }

    private void CompareLeaf(MimePart ours, ImapList theirs, string path)
    {
        var type = $"{theirs.Text(0)}/{theirs.Text(1)}".ToLowerInvariant();
        Same(path, "type", ours.ContentType.MediaType, type);
        CompareParameters(path, ours.ContentType.Parameters, theirs.List(2));
        Same(path, "id", ours.ContentId, theirs.Text(3)?.Trim('<', '>', ' '));
        Same(path, "encoding", Encoding(ours), theirs.Text(5)?.ToLowerInvariant());
        Same(path, "octets", Number(ours.RawBody.Length), theirs.Text(6));
        var next = 7;
        if (type == "message/rfc822")
        {
            if (ours.EmbeddedMessage is not { } embedded)
            {
                Same(path, "embedded", "none", "message");
                return;
            }

            new EnvelopeComparison(differences).Compare(embedded, theirs.List(7)!, path + "/envelope");
            Compare(embedded.Root, theirs.List(8)!, path + "/message");
            next = 9;
        }

        if (next == 9 || type.StartsWith("text/", StringComparison.Ordinal))
            Same(path, "lines", Number(ours.RawBody.Span.Count((byte)'\n')), theirs.Text(next++));
        CompareDisposition(path, ours, theirs.List(next + 1));
    }

    private void CompareDisposition(string path, MimePart ours, ImapList? theirs)
    {
        Same(path, "disposition", ours.Disposition?.Kind, theirs?.Text(0)?.ToLowerInvariant());
        CompareParameters(path + "/disposition", ours.Disposition?.Parameters ?? [], theirs?.List(1));
    }

    private void CompareParameters(string path, IReadOnlyList<MimeParameter> ours, ImapList? theirs)
    {
        var pairs = (theirs ?? []).Chunk(2).Select(pair => (Name: ((string)pair[0]!).ToLowerInvariant(), Value: (string?)pair[1])).ToList();
        if (pairs.Count > ours.Count && pairs[^1] == ("charset", "us-ascii"))
            pairs.RemoveAt(pairs.Count - 1);
        Same(
            path,
            "parameters",
            string.Join(';', ours.Select(parameter => $"{parameter.Name}={parameter.Value.Replace("\\", "", StringComparison.Ordinal)}")),
            string.Join(';', pairs.Select(pair => $"{pair.Name}={pair.Value}")));
    }

    private static bool BoundaryIsMissing(MimePart part) => part.ContentType.Parameter("boundary") is { Length: > 0 } boundary
        && part.RawBody.Span.IndexOf(System.Text.Encoding.Latin1.GetBytes("--" + boundary)) < 0;

    private void Same(string path, string aspect, string? ours, string? theirs)
    {
        if (!string.Equals(ours, theirs, StringComparison.Ordinal))
            differences.Add($"{aspect} of {path}: ours '{ours}', Dovecot's '{theirs}'");
    }

    private static string Encoding(MimePart part) => part.Headers["Content-Transfer-Encoding"]?.ToLowerInvariant() ?? "7bit";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
