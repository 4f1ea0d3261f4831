using System.Net;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.RateLimits;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Answers;

/// <summary>
/// Bounds the memory of large answers, which is held for as long as a client takes to receive them: for each user, and for the process. An
/// answer that is larger than a bound passes while nothing else is held.
/// </summary>
internal sealed class AnswerBudget(IOptions<AnswerOptions> options)
{
    /// <summary>Smaller answers are not counted.</summary>
    public const int LargeBytes = 256 * 1024;

    private const int RetrySeconds = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _ofUsers = new(StringComparer.Ordinal);
    private long _ofAll;

    /// <summary>Bytes that are held now.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _ofAll;
            }
        }
    }

    /// <summary>Reserves memory for the answer to a request, until the request has ended.</summary>
    /// <returns>Null when it is reserved; otherwise how to refuse the request.</returns>
    public Refusal? Reserve(HttpContext context, long bytes)
    {
        var holder = HolderOf(context);
        if (Take(holder, bytes) is { } refusal)
        {
            return refusal;
        }

        context.Response.RegisterForDispose(new Reservation(this, holder, bytes));
        return null;
    }

    private static string HolderOf(HttpContext context) => CallerIdentity.Find(context.User) is { } caller
        ? RateSubject.OfUser(caller.UserId)
        : RateSubject.OfAddress(context.Connection.RemoteIpAddress ?? IPAddress.None);

    private Refusal? Take(string holder, long bytes)
    {
        lock (_lock)
        {
            var held = _ofUsers.GetValueOrDefault(holder);
            if (held > 0 && held + bytes > options.Value.BytesPerUser)
            {
                return Refusal.From(ApiProblemCodes.RateLimited, "Too many large answers to this caller are in progress; receive them first.") with { RetryAfter = RetrySeconds };
            }

            // What one user holds must fit into what is free besides: otherwise a few slow readers would leave nothing to all others.
            if (_ofAll > 0 && _ofAll + held + bytes > options.Value.BytesPerProcess)
            {
                return Refusal.From(ProblemCodes.Unavailable, "Too many large answers are in progress; try again.") with { RetryAfter = RetrySeconds };
            }

            _ofUsers[holder] = held + bytes;
            _ofAll += bytes;
            return null;
        }
    }

    private void Return(string holder, long bytes)
    {
        lock (_lock)
        {
            _ofAll -= bytes;
            var left = _ofUsers.GetValueOrDefault(holder) - bytes;
            if (left > 0)
            {
                _ofUsers[holder] = left;
            }
            else
            {
                _ofUsers.Remove(holder);
            }
        }
    }

    private sealed class Reservation(AnswerBudget budget, string holder, long bytes) : IDisposable
    {
        public void Dispose() => budget.Return(holder, bytes);
    }
}
