namespace EmailAgent.Api.Answers;

/// <summary>Memory limits of large answers while clients receive them; bound from the configuration section <c>Http:Answers</c>.</summary>
internal sealed class AnswerOptions
{
    public const string Section = "Http:Answers";

    /// <summary>Bytes of large answers to one user, or to one address without a user. Default: 64 MiB.</summary>
    public long BytesPerUser { get; set; } = 64 << 20;

    /// <summary>Bytes of large answers of this process. Default: 256 MiB.</summary>
    public long BytesPerProcess { get; set; } = 256 << 20;
}
