using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Http;

/// <summary>The framework's compression, but for answers that are known to be small.</summary>
internal sealed class LargeAnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    private const int MinBytes = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is null or > MinBytes && base.ShouldCompressResponse(context);
}
