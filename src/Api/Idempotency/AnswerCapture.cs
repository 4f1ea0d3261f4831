using EmailAgent.Api.Answers;
using EmailAgent.Grains.Idempotency;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Idempotency;

/// <summary>The body of a response, held back until the answer is stored.</summary>
internal sealed class AnswerCapture : IDisposable
{
    /// <summary>Marks an answer that was stored.</summary>
    public const string ReplayHeader = "Idempotency-Replayed";

    private static readonly string[] Kept = [HeaderNames.ContentType, HeaderNames.Location, HeaderNames.ETag];

    private readonly MemoryStream _content = new();
    private readonly HttpContext _context;
    private readonly IHttpResponseBodyFeature _original;
    private readonly StreamResponseBodyFeature _capturing;

    public AnswerCapture(HttpContext context)
    {
        _context = context;
        _original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _capturing = new StreamResponseBodyFeature(_content);
        context.Features.Set<IHttpResponseBodyFeature>(_capturing);
    }

    /// <summary>Ends the capture, and returns the answer.</summary>
    public async Task<StoredAnswer> CompleteAsync()
    {
        await _capturing.CompleteAsync();
        _context.Features.Set(_original);
        var headers = _context.Response.Headers;
        return new StoredAnswer(
            _context.Response.StatusCode,
            Kept.Where(name => headers[name].Count > 0).ToDictionary(name => name, name => headers[name].ToString()),
            _content.ToArray());
    }

    /// <summary>Sends the content of an answer, whose headers the response has.</summary>
    public static async Task SendAsync(HttpContext context, StoredAnswer answer)
    {
        if (answer.Body.Length > 0)
            await PacedWriting.WriteAsync(context.Response, answer.Body, context.RequestAborted);
    }

    /// <summary>Sends an answer that was stored.</summary>
    public static async Task ReplayAsync(HttpContext context, StoredAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        response.Headers[ReplayHeader] = "true";
        if (answer.Body.Length > 0)
            response.Headers.ContentLength = answer.Body.Length;
        await SendAsync(context, answer);
    }

    public void Dispose()
    {
        _context.Features.Set(_original);
        _content.Dispose();
    }
}
