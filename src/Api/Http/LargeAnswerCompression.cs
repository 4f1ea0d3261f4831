using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Http;

/// <summary>The framework's compression, but for answers that are known to be small, and for those of endpoints that offer ranges.</summary>
internal sealed class LargeAnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    private const int MinBytes = 1024;

    // Ranges and a strong ETag refer to uncompressed bytes (RFC 9110, section 8.8.3.3). The files of the pages, which have no endpoint, are not requested by range.
    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is null or > MinBytes
        && (context.GetEndpoint() is null || context.Response.Headers.AcceptRanges.Count == 0)
        && base.ShouldCompressResponse(context);
}
