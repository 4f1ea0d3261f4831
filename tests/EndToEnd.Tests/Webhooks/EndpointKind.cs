namespace EmailAgent.EndToEnd.Tests.Webhooks;

internal enum EndpointKind
{
    /// <summary>Accepts each delivery at once.</summary>
    Good,

    /// <summary>Accepts each delivery after seconds.</summary>
    Slow,

    /// <summary>Never answers.</summary>
    Hanging,

    /// <summary>Answers with status 500.</summary>
    Failing,
}
