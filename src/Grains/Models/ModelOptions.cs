namespace EmailAgent.Grains.Models;

/// <summary>The language model that steps may use; bound from the configuration section <c>Models</c>. Without it, nothing leaves this installation.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Models";

    /// <summary>The form of the requests: <c>OpenAI</c>, which most hosts offer, or <c>Anthropic</c>.</summary>
    public ModelApi Api { get; set; } = ModelApi.OpenAI;

    /// <summary>The address of the host: for <c>OpenAI</c> with its path, such as <c>http://127.0.0.1:11434/v1</c>. Default: none, and no model is used.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The name of the model at the host. Default: none.</summary>
    public string? Model { get; set; }

    /// <summary>The key of this installation at the host. Default: none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The parts of mail that may be sent to the host: <c>Nothing</c>, <c>Subjects</c> or <c>Bodies</c>.</summary>
    public MailShare Sends { get; set; } = MailShare.Nothing;

    /// <summary>Tokens of requests and answers of one user in a day of UTC; beyond them, results are those without a model.</summary>
    public long TokensPerUserAndDay { get; set; } = 200_000;

    /// <summary>The longest answer, in tokens.</summary>
    public int LongestAnswer { get; set; } = 1_000;

    /// <summary>Time for an answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests at a time in each silo, of which one user has at most half.</summary>
    public int ConcurrentRequests { get; set; } = 4;
}
