using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EmailAgent.Api.Answers;

/// <summary>Writes large answers no faster than clients take them.</summary>
internal static class PacedWriting
{
    // What the server buffers of a connection. A larger write would be copied whole before the client has taken any of it.
    private const int PieceBytes = 64 * 1024;

    private const double SlowestBytesPerSecond = 8 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns the minimum pace of clients, that of a bad telephone line: the server ends the request of a client that takes its answer
    /// more slowly.
    /// </summary>
    public static MinDataRate LeastPace { get; } = new(SlowestBytesPerSecond, Patience);

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
}
