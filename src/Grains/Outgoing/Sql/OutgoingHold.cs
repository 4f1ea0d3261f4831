using Npgsql;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Keeps what a message is made of, in the transaction that stores it.</summary>
/// <returns>False if it is gone.</returns>
internal delegate Task<bool> OutgoingHold(NpgsqlConnection connection, CancellationToken cancellationToken);
