using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Grains.Composition;

/// <summary>The files of a message that is being composed; disposed with it.</summary>
internal sealed class ComposedFiles : IAsyncDisposable
{
    private readonly List<ComposedFile> _files = [];

    private ComposedFiles()
    {
    }

    /// <summary>Gets the size that the files have in the message: Base64, with line ends.</summary>
    public long EncodedSize => _files.Sum(file => file.Size + (file.Size * 3 / 8));

    /// <summary>Opens files. A refusal names the place of the file in the request, if it is there.</summary>
    /// <param name="source">The source.</param>
    /// <param name="scope">The contents that may be opened.</param>
    /// <param name="ids">The files: first those of the request, in its order.</param>
    /// <param name="named">How many of them are those of the request.</param>
    /// <param name="cancellationToken">Covers the opening.</param>
    public static async Task<Outcome<ComposedFiles>> OpenAsync(
        IAttachmentSource source, AttachmentScope scope, IReadOnlyList<Guid> ids, int named, CancellationToken cancellationToken)
    {
        var files = new ComposedFiles();
        try
        {
            foreach (var (place, id) in ids.Index())
            {
                var opened = await source.OpenAsync(scope, id, cancellationToken);
                if (opened.Value is not { } content)
                {
                    await files.DisposeAsync();
                    return Refuse(opened.Problem!, place < named ? $"attachment_ids[{place}]" : null);
                }

                files._files.Add(new ComposedFile(id, content, stop => source.OpenAsync(scope, id, stop)));
            }
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }

        return files;
    }

    /// <summary>Returns the files that the HTML refers to, and the others.</summary>
    public (IReadOnlyList<OutgoingFile> Inline, IReadOnlyList<OutgoingFile> Attachments) Divide(string? html)
    {
        var references = InlineReferences.Find(html);
        var (inline, attachments, shown) = (new List<OutgoingFile>(), new List<OutgoingFile>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in _files)
        {
            if (file.AsInline(references) is { } referred && shown.Add(referred.ContentId!))
                inline.Add(referred);
            else
                attachments.Add(file.AsAttachment());
        }

        return (inline, attachments);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
            await file.DisposeAsync();
    }

    private static Problem Refuse(Problem problem, string? field) => problem.Code == ProblemCodes.NotFound && field is not null
        ? new Problem(ProblemCodes.Invalid, "There is no such attachment.", field)
        : problem with { Field = field ?? problem.Field };
}
