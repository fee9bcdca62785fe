using System.Buffers;

namespace BankView.Data.Egress;

/// <summary>Reads an answer's body into memory, up to a limit.</summary>
internal static class EgressBody
{
    private const int Piece = 64 * 1024;

    /// <summary>Puts the bytes in place of the stream, so that nothing of the connection is left to be read later.</summary>
    /// <exception cref="EgressException">It is longer than <paramref name="limit"/>; the rest was not read.</exception>
    public static async Task Read(HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        try
        {
            if (response.Content.Headers.ContentLength > limit)
            {
                throw TooLarge(limit);
            }

            var whole = new ByteArrayContent(await Read(await response.Content.ReadAsStreamAsync(cancellation), limit, cancellation));
            foreach (var header in response.Content.Headers.Where(header => header.Key is not ("Content-Length" or "Content-Encoding")))
            {
                whole.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            response.Content.Dispose();
            response.Content = whole;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> Read(Stream stream, int limit, CancellationToken cancellation)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            using var whole = new MemoryStream();
            for (int read; (read = await stream.ReadAsync(piece, cancellation)) > 0;)
            {
                if (whole.Length + read > limit)
                {
                    throw TooLarge(limit);
                }

                whole.Write(piece, 0, read);
            }

            return whole.ToArray();
        }
        finally
        {
            // Pieces of bank data do not wait in the pool for the next who rents.
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    private static EgressException TooLarge(int limit) =>
        new(EgressFailure.TooLarge, $"The answer is larger than {limit / 1024} KB; the rest of it was not read.");
}
