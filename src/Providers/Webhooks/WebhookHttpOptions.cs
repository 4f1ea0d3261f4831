namespace EmailAgent.Providers.Webhooks;

/// <summary>Requests to the endpoints of webhooks; bound from the configuration section <c>Webhooks:Http</c>.</summary>
public sealed class WebhookHttpOptions
{
    public const string Section = "Webhooks:Http";

    /// <summary>Indicates whether addresses may begin with <c>http:</c>; contents and signatures are then readable on the way. Default: false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Longest time of a request, from the connection to the end of the answer. Default: 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A file of certificates (PEM) of authorities that are trusted besides those of the system, such as that of a private network. Default: none.
    /// </summary>
    public string AuthorityFile { get; set; } = "";
}
