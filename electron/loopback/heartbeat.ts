import type { WebSocket, WebSocketServer } from 'ws';

const BEAT_MS = 15_000;

/** Ends sockets whose page no longer answers, so that they do not keep the host awake. */
export function keepAlive(server: WebSocketServer): () => void {
  const answered = new WeakSet<WebSocket>();
  server.on('connection', (socket) => {
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
  });
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (!answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, BEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}
