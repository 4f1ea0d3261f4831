using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace EmailAgent.Api.Answers;

/// <summary>Writes large answers no faster than clients take them.</summary>
internal static class PacedWriting
{
    // What the server buffers of a connection. A larger write would be copied whole before the client has taken any of it.
    private const int PieceBytes = 64 * 1024;

    private const double SlowestBytesPerSecond = 8 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        for (var rest = content; rest.Length > 0; rest = rest[Math.Min(PieceBytes, rest.Length)..])
        {
            await response.BodyWriter.WriteAsync(rest[..Math.Min(PieceBytes, rest.Length)], cancellationToken);
        }
    }

    /// <summary>Opens content for those who write streams, which they do piece by piece.</summary>
    public static Stream Open(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    /// <summary>Ends the request of a client that takes its answer more slowly than a bad telephone line would.</summary>
    public static void RequirePace(HttpContext context)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } pace)
        {
            pace.MinDataRate = new MinDataRate(SlowestBytesPerSecond, Patience);
        }
    }
}
