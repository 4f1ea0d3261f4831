using System.Text;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Uploads;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Uploads;

/// <summary>A multipart/form-data body with one file (RFC 7578), whose bytes are passed on as they arrive.</summary>
internal sealed class UploadForm(HttpRequest request, UploadSender sender)
{
    private const string ContentType = "multipart/form-data";

    private const string FileField = "file";
    private const string ContentIdField = "content_id";

    // RFC 2046, section 5.1.1.
    private const int LongestBoundary = 70;

    private const int BufferBytes = 16 * 1024;
    private const int MostHeaders = 16;
    private const int MostHeaderBytes = 8 * 1024;
    private const int MostFields = 8;

    private static readonly string[] Known = [FileField, ContentIdField];

    public static FormMetadata Metadata { get; } = new(
        ContentType,
        [
            new(FileField, "The file, with its filename; at most 25 MB.", IsFile: true),
            new(ContentIdField, "The Content-ID by which the HTML of a message refers to the file, as cid:...; absent for the id of the upload.", IsFile: false),
        ]);

    private readonly FieldErrors _fields = new();
    private string? _contentId;
    private bool _hasFile;

    /// <summary>Reads the form and completes the upload.</summary>
    /// <exception cref="RefusedException">The body is no such form.</exception>
    public async Task<Outcome<Upload>> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { } problem)
            return problem;
        if (!_hasFile)
            _fields.AddMissing(FileField);
        if (_fields.Any)
            throw new RefusedException(_fields.ToRefusal());
        return await sender.CompleteAsync(_contentId, cancellationToken);
    }

    private static RefusedException Malformed(string detail) => new(Refusal.From(ApiProblemCodes.MalformedRequest, detail));

    private async Task<Problem?> ReadAsync(CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(ReadBoundary(), request.Body, BufferBytes) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = MostHeaderBytes };
        try
        {
            for (var count = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; count++)
            {
                if (count == MostFields)
                    throw Malformed("The form has too many parts.");
                if (await ReadAsync(section, cancellationToken) is { } problem)
                    return problem;
            }

            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed("The body is not a well-formed multipart/form-data.");
        }
    }

    private async Task<Problem?> ReadAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(disposition.Name).ToString() is not { Length: > 0 } name)
        {
            throw Malformed("A part of the form has no name.");
        }

        switch (name)
        {
            case FileField when !_hasFile:
                _hasFile = true;
                return await ReadFileAsync(section, disposition, cancellationToken);
            case FileField:
                _fields.Add(FileField, "One request uploads one file.");
                return null;
            case ContentIdField:
                _contentId = await ReadTextAsync(section, cancellationToken);
                return null;
            default:
                _fields.AddUnknown(name, name, Known);
                return null;
        }
    }

    private async Task<Problem?> ReadFileAsync(MultipartSection section, ContentDispositionHeaderValue disposition, CancellationToken cancellationToken)
    {
        var encoded = disposition.FileNameStar.Length > 0 ? disposition.FileNameStar : disposition.FileName;
        var filename = HeaderUtilities.RemoveQuotes(encoded).ToString();
        if (filename.Length == 0)
        {
            _fields.Add(FileField, "The part must have a filename.");
            return null;
        }

        return await sender.SendAsync(new NewUpload(filename, section.ContentType ?? ""), section.Body, cancellationToken);
    }

    private async Task<string?> ReadTextAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        var buffer = new byte[(UploadLimits.LongestContentId * 4) + 1];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        _fields.CheckText(ContentIdField, text, UploadLimits.LongestContentId);
        return text.Length == 0 ? null : text;
    }

    private string ReadBoundary()
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(Refusal.From(ApiProblemCodes.UnsupportedMediaType, "The endpoint accepts only multipart/form-data."));
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary ? boundary : throw Malformed("The boundary of the form is missing or too long.");
    }
}
