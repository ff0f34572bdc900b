/** Whether the phone has a network, as far as it knows. */
import { onScopeDispose } from 'vue'

/** Tells how it is now and whenever that changes, until the answer is called. */
export function followNetwork(tell: (isConnected: boolean) => void): () => void {
  let follow = followPhone
  // #ifdef H5
  follow = followBrowser
  // #endif
  return follow(tell)
}

/** Calls `goOn` whenever a network that was gone is there again, as long as the present scope lives. */
export function onNetworkReturn(goOn: () => void): void {
  let wasConnected = true
  onScopeDispose(
    followNetwork((isConnected) => {
      const isBack = isConnected && !wasConnected
      wasConnected = isConnected
      if (isBack) goOn()
    }),
  )
}

function followPhone(tell: (isConnected: boolean) => void): () => void {
  const onChange = ({ isConnected }: { isConnected: boolean }) => {
    tell(isConnected)
  }
  uni.getNetworkType({
    success: ({ networkType }) => {
      tell(networkType !== 'none')
    },
  })
  uni.onNetworkStatusChange(onChange)
  return () => {
    uni.offNetworkStatusChange(onChange)
  }
}

/** uni listens to the kind of the network, of which not every browser tells that it is gone. */
function followBrowser(tell: (isConnected: boolean) => void): () => void {
  const onChange = () => {
    tell(navigator.onLine)
  }
  onChange()
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}
