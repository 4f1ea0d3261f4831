using Npgsql;

namespace EmailAgent.Grains.Outgoing;

/// <summary>A feature whose rows change together with outgoing messages, such as the draft that a message was written as.</summary>
internal interface IOutgoingParticipant
{
    /// <summary>Indicates whether a new message may be stored: not if what it was written as is being sent as another one by now.</summary>
    /// <param name="connection">Has the open transaction that stores it.</param>
    /// <param name="mail">The message.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    Task<bool> AdmitsAsync(NpgsqlConnection connection, OutgoingRow mail, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Changes the feature's rows in the transaction in which a message is stored or enters another state than <see cref="OutgoingStates.Sending"/>. Must append no event.</summary>
    /// <param name="connection">Has the open transaction.</param>
    /// <param name="mail">The message as it is now.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    Task FollowAsync(NpgsqlConnection connection, OutgoingRow mail, CancellationToken cancellationToken);
}
