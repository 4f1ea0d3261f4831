namespace EmailAgent.Grains.Slack;

/// <summary>The posts to Slack of one user; the key is the user id.</summary>
[Alias("slack")]
public interface ISlackGrain : IGrainWithStringKey
{
    /// <summary>Returns the settings. Refused with <c>not_found</c> if there are none.</summary>
    [Alias("get"), Idempotent]
    Task<Outcome<SlackIntegration>> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the settings, after a test message was accepted. Mail from now on is posted; a change of settings that are enabled keeps the position.
    /// Refused with <c>validation_failed</c> or <c>slack_refused</c>.
    /// </summary>
    [Alias("configure"), Idempotent]
    Task<Outcome<SlackIntegration>> ConfigureAsync(SlackRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes the settings. Refused with <c>not_found</c>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(CancellationToken cancellationToken);
}
