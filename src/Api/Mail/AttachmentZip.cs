using System.IO.Compression;
using EmailAgent.Api.Http;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>The attachments of a message as one ZIP archive, written as they are read from the mail server.</summary>
/// <param name="emailId">The message, which the archive is named after.</param>
/// <param name="date">The date of the message, which the files have.</param>
/// <param name="files">The attachments; of the first one, the beginning is read.</param>
internal sealed class AttachmentZip(string emailId, DateTimeOffset date, IReadOnlyList<(AttachmentLocation Attachment, Stream Content)> files) : IResult
{
    public const string ContentType = "application/zip";

    // What the format can express.
    private const int FirstYear = 1980;
    private const int LastYear = 2107;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename={emailId}.zip";
        if (HeadMiddleware.IsHead(httpContext))
        {
            return; // the answer has no body, so the files need not be read from the mail server
        }

        await using var target = new ArchiveStream(response.BodyWriter);
        try
        {
            await WriteAsync(target, httpContext.RequestAborted);
            await target.FlushAsync(httpContext.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            httpContext.Abort(); // or a client would take the beginning for the whole
        }
    }

    private async Task WriteAsync(ArchiveStream target, CancellationToken cancellationToken)
    {
        var names = new ZipNames();
        await using var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var (attachment, content) in files)
        {
            // Not stored uncompressed: an archive that is written as a stream could not contain the end of such a file.
            var entry = archive.CreateEntry(names.Next(attachment.Filename), CompressionLevel.Fastest);
            entry.LastWriteTime = date.Year is >= FirstYear and <= LastYear ? date : new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await using var file = await entry.OpenAsync(cancellationToken);
            await using (content)
            {
                try
                {
                    await content.CopyToAsync(file, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    target.Break();
                    throw;
                }
            }
        }
    }
}
