namespace EmailAgent.Grains.Models;

/// <summary>Reads answers of model hosts into memory up to a size, since a client library would read one of any size.</summary>
internal sealed class LimitedAnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Many times as many bytes as the longest answer has.</summary>
    public const int MostBytes = 4_000_000;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
