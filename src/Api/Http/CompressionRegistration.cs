using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace EmailAgent.Api.Http;

internal static class CompressionRegistration
{
    /// <summary>Adds Brotli and gzip at their fastest, for answers over one kilobyte.</summary>
    public static IServiceCollection AddAnswerCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // no answer mixes a secret with what an attacker can make the server repeat
            options.MimeTypes = ["application/json", "application/problem+json", "text/html", "text/css", "text/javascript", "application/javascript", "message/rfc822"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.AddSingleton<IResponseCompressionProvider, LargeAnswerCompression>();
        return services;
    }
}
