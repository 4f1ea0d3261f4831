using System.IO.Compression;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>The OpenAPI document as bytes: made at the first request, then served from memory, compressed once.</summary>
internal sealed class CachedDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider) : IDisposable
{
    private static readonly StringValues Revalidate = "no-cache";

    private readonly SemaphoreSlim _making = new(1, 1);
    private Encoded? _encoded;

    public async Task WriteAsync(HttpContext context)
    {
        var document = _encoded ?? await MakeAsync(context.RequestAborted);
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = document.Tag;
        response.Headers.CacheControl = Revalidate;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (EntityTags.Match(request.Headers.IfNoneMatch, document.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (bytes, encoding) = Accepts(request, "br") ? (document.Brotli, "br")
            : Accepts(request, "gzip") ? (document.Gzip, "gzip")
            : (document.Plain, null);
        response.Headers.ContentEncoding = encoding;
        response.ContentType = "application/json";
        response.ContentLength = bytes.Length;
        await PacedWriting.WriteAsync(response, bytes, context.RequestAborted); // all share these bytes, and a slow reader must not get a copy
    }

    public void Dispose() => _making.Dispose();

    private static bool Accepts(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);

    private async Task<Encoded> MakeAsync(CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken);
        try
        {
            return _encoded ??= await EncodeAsync(await provider.GetOpenApiDocumentAsync(CancellationToken.None));
        }
        finally
        {
            _making.Release();
        }
    }

    private static async Task<Encoded> EncodeAsync(OpenApiDocument document)
    {
        using var plain = new MemoryStream();
        await document.SerializeAsJsonAsync(plain, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        var bytes = plain.ToArray();
        return new Encoded(
            bytes,
            Compress(bytes, target => new BrotliStream(target, CompressionLevel.Optimal)),
            Compress(bytes, target => new GZipStream(target, CompressionLevel.Optimal)),
            EntityTags.Of(bytes));
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var compressing = open(target))
        {
            compressing.Write(bytes);
        }

        return target.ToArray();
    }

    private sealed record Encoded(byte[] Plain, byte[] Brotli, byte[] Gzip, string Tag);
}
