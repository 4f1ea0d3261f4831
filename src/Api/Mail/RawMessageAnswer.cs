using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>
/// A message as its mail server has it, read stretch by stretch as the client takes it. When a later stretch cannot be read, the
/// connection is broken off, so that no client takes the part for the whole.
/// </summary>
internal sealed class RawMessageAnswer(string emailId, MessageStretch first, Func<long, CancellationToken, Task<Outcome<MessageStretch>>> readFrom) : IResult
{
    public const string ContentType = "message/rfc822";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename={emailId}.eml";
        if (first.IsLast)
        {
            response.ContentLength = first.Content.Length;
        }

        if (HeadMiddleware.IsHead(httpContext))
        {
            return; // the answer has no body, so the rest need not be read from the mail server
        }

        var (part, offset) = (first, 0L);
        while (true)
        {
            await PacedWriting.WriteAsync(response, part.Content, httpContext.RequestAborted);
            if (part.IsLast)
            {
                return;
            }

            offset += part.Content.Length;
            if (await TryReadAsync(offset, httpContext.RequestAborted) is not { } next)
            {
                httpContext.Abort();
                return;
            }

            part = next;
        }
    }

    private async Task<MessageStretch?> TryReadAsync(long offset, CancellationToken cancellationToken)
    {
        try
        {
            return (await readFrom(offset, cancellationToken)).Value;
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            return null;
        }
    }
}
