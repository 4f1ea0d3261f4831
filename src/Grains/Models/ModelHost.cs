using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace EmailAgent.Grains.Models;

/// <summary>
/// Sends requests to the model that the operator has configured. Every failure is an answer: callers then use what they find without a model. Requests are
/// never repeated here, and after several failures none is sent for a while.
/// </summary>
internal sealed partial class ModelHost : IDisposable
{
    private const int TokensAround = 32;

    private readonly ModelOptions _options;
    private readonly ModelBudget _budget;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelHost> _logger;
    private readonly IChatClient? _client;
    private readonly FairGate _gate;
    private readonly ResiliencePipeline _pipeline;

    public ModelHost(IOptions<ModelOptions> options, ModelBudget budget, TimeProvider time, ILogger<ModelHost> logger)
    {
        (_options, _budget, _time, _logger) = (options.Value, budget, time, logger);
        _client = ModelClients.Create(_options);
        _gate = new FairGate(_options.ConcurrentRequests, Math.Max(1, _options.ConcurrentRequests / 2));
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = TimeSpan.FromSeconds(30),
            })
            .AddTimeout(_options.Timeout)
            .Build();
    }

    /// <summary>Gets a value indicating whether a model is configured; if not, no request is ever made.</summary>
    public bool IsOn => _client is not null;

    /// <summary>Indicates whether requests may contain these parts of mail.</summary>
    public bool Allows(MailShare share) => IsOn && share <= _options.Sends;

    /// <summary>Has a model answer. The caller has masked what must not leave the installation.</summary>
    /// <param name="userId">The user whose tokens are spent.</param>
    /// <param name="purpose">For the metrics: the name of a step or a feature.</param>
    /// <param name="share">The parts of mail that the messages contain.</param>
    /// <param name="format">The form of the answer, which hosts may ignore; null for text.</param>
    public async Task<ModelAnswer> AskAsync(
        Guid userId, string purpose, MailShare share, IReadOnlyList<ChatMessage> messages, ChatResponseFormat? format, CancellationToken cancellationToken)
    {
        if (_client is null)
            return ModelAnswer.Off;
        if (!Allows(share))
            return ModelAnswer.NotAllowed;
        using var place = await _gate.EnterAsync(userId, isUrgent: false, cancellationToken);
        var day = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var reserved = MostTokens(messages) + _options.LongestAnswer;
        if (!await _budget.TryReserveAsync(userId, day, reserved, _options.TokensPerUserAndDay, cancellationToken))
            return Report(purpose, ModelAnswer.OverBudget, 0);

        // What the host did with a request that failed is not known, so it counts in full.
        var spent = reserved;
        try
        {
            var answer = await SendAsync(_client, messages, format, cancellationToken);
            spent = answer.Usage?.TotalTokenCount is { } counted ? Math.Clamp(counted, 0, reserved) : reserved;
            return Report(purpose, new ModelAnswer(ModelResult.Answered, answer.Text), spent);
        }
        catch (BrokenCircuitException)
        {
            spent = 0;
            return Report(purpose, ModelAnswer.Unavailable, 0);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error.GetType().Name, purpose);
            return Report(purpose, ModelAnswer.Unavailable, spent);
        }
        finally
        {
            await _budget.SettleAsync(userId, day, reserved, spent, CancellationToken.None);
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task<ChatResponse> SendAsync(IChatClient client, IReadOnlyList<ChatMessage> messages, ChatResponseFormat? format, CancellationToken cancellationToken)
    {
        var options = new ChatOptions { MaxOutputTokens = _options.LongestAnswer, ResponseFormat = format };
        return await _pipeline.ExecuteAsync(async token => await client.GetResponseAsync(messages, options, token), cancellationToken);
    }

    /// <summary>Returns a bound of the tokens of messages: no tokenizer makes more tokens than there are bytes.</summary>
    private static long MostTokens(IReadOnlyList<ChatMessage> messages) => messages.Sum(message => (long)Encoding.UTF8.GetByteCount(message.Text) + TokensAround);

    private static ModelAnswer Report(string purpose, ModelAnswer answer, long tokens)
    {
        ModelMetrics.Report(purpose, answer.Result, tokens);
        return answer;
    }

    // Without the text of the error, which could contain the request.
    [LoggerMessage(1, LogLevel.Warning, "A request to the model failed with {Error} ({Purpose})")]
    private partial void LogFailed(string error, string purpose);
}
